"""What is known of Chinese and English text: script, language, sentences, words, and words found again."""
