#include "ladder.h"

// Why #embed: see CLexicon.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t outlets[] = {
#embed "ladder.txt"
};

const uint8_t *ladder_outlets(void) { return outlets; }
size_t ladder_outlets_size(void) { return sizeof outlets; }
