// The lexica that come with the program, as they stand in the folder `lexica`.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Classes and rules, without which no lexicon can be read.
const uint8_t *lexicon_scale(void);
size_t lexicon_scale_size(void);

// The words of all languages.
const uint8_t *lexicon_words(void);
size_t lexicon_words_size(void);
