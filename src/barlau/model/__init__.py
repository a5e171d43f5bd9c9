"""The nouns of barlau: frozen values that travel from the sources to the reports, without behaviour of their own."""
