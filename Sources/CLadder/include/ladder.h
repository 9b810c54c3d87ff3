// Known outlets and where they stand: the file `ladder.txt`.
#pragma once
#include <stddef.h>
#include <stdint.h>

const uint8_t *ladder_outlets(void);
size_t ladder_outlets_size(void);
