// The lexica that come with the program, as they stand in the folder `lexica`.
#pragma once
#include <stddef.h>
#include <stdint.h>

const uint8_t *lexicon_text(void);
size_t lexicon_size(void);
