"""From a library on disk to a library with notes, images and findings: what is missing is made, the rest left alone."""
