"""What MkDocs is told, and what it is asked: the parts of the plugin that know it from inside."""
