// The presets that come with the program: the files of the folder `presets` as one JSON array.
#pragma once
#include <stddef.h>
#include <stdint.h>

const uint8_t *preset_list(void);
size_t preset_list_size(void);
