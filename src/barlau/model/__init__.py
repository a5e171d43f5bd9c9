"""The nouns of barlau: frozen values that travel from the sources to the reports. Nothing here has behaviour of its own."""
