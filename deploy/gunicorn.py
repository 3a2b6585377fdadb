"""How gunicorn serves the dashboard; the address is said where it is started."""

workers = 2
worker_class = "gthread"
threads = 4
preload_app = True  # built and warmed up once, then forked: no database handle may be open by then
worker_tmp_dir = "/dev/shm"  # a heartbeat on a slow disk looks like a dead worker
timeout = 60  # seconds
graceful_timeout = 20  # seconds
keepalive = 5  # seconds
control_socket_disable = True  # it would lie at one path for every instance of the machine
accesslog = None  # addresses of readers are not kept
logger_class = "dashboard.logs.OfGunicorn"
