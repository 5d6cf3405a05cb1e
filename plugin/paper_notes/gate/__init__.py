"""The one gate to the page: what a text from outside may put there. Papers, models and strangers are outside."""
