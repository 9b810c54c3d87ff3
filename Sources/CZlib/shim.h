#include <zlib.h>

// A macro that Swift does not import; 16 more than the widest window means gzip.

static inline int czlib_begin_gunzip(z_stream *stream) { return inflateInit2(stream, MAX_WBITS + 16); }
