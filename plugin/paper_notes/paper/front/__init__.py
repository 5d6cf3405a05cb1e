"""What a paper says about itself: title, authors, abstract, imprint; and its list of references."""
