#include "lexicon.h"

// C23's #embed costs no compile time and rebuilds when the data changes; an array literal made by
// SwiftPM's embedInCode takes the compiler seconds.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t scale[] = {
#embed "lexica/scale.txt"
};

static const uint8_t words[] = {
#embed "lexica/en.txt"
  , '\n',
#embed "lexica/en-topics.txt"
  , '\n',
#embed "lexica/es.txt"
  , '\n',
#embed "lexica/fr.txt"
  , '\n',
#embed "lexica/de.txt"
  , '\n',
#embed "lexica/pt.txt"
  , '\n',
#embed "lexica/it.txt"
  , '\n',
#embed "lexica/nl.txt"
  , '\n',
#embed "lexica/any.txt"
};

const uint8_t *lexicon_scale(void) { return scale; }
size_t lexicon_scale_size(void) { return sizeof scale; }
const uint8_t *lexicon_words(void) { return words; }
size_t lexicon_words_size(void) { return sizeof words; }
