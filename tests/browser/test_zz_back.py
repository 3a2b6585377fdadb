from tests.browser.test_login import *
from tests.browser.conftest import *
def test_back(enter):
    tab = enter("eka")
    tab.page.on("request", lambda r: print("REQ", r.method, r.url[-60:], r.headers.get('referer'), r.resource_type))
    tab.page.on("response", lambda r: print("RES", r.status, r.url[-60:], r.from_service_worker, r.headers.get('cache-control')))
    tab.page.get_by_role("button", name="Keluar").click()
    expect(tab.page.get_by_role("link", name="Masuk")).to_be_visible()
    tab.page.wait_for_timeout(3000)
    print('--- back')
    tab.page.go_back()
    tab.page.wait_for_timeout(4000)
    print(tab.messages)
    print(tab.page.evaluate('''()=>[document.querySelector('#page')?.getAttribute('data-at'), location.href, !!document.querySelector('#ssr'), document.querySelector('.account')?.textContent, document.querySelector('#react-entry-point').innerHTML.slice(0,300), document.documentElement.outerHTML.includes('Menurut kecamatan')]'''))
