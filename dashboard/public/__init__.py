"""What is served outside Dash: embeds and downloads."""
