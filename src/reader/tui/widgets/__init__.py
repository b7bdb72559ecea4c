"""Widgets: each takes values and posts messages, and knows neither the app nor the store."""
