#include <microhttpd.h>

// Swift calls no variadic function; this one names all the options that Serving sets.
// `address` is that of the listening socket's owner, which the daemon takes over.
static inline struct MHD_Daemon *mentiond_mhd_start(
    unsigned int flags, int listening, MHD_AccessHandlerCallback answer, void *context,
    MHD_RequestCompletedCallback completed, unsigned int connections,
    unsigned int connections_per_address, unsigned int idle_seconds, size_t memory) {
  return MHD_start_daemon(
      flags, 0, NULL, NULL, answer, context,
      MHD_OPTION_LISTEN_SOCKET, (MHD_socket)listening,
      MHD_OPTION_NOTIFY_COMPLETED, completed, context,
      MHD_OPTION_CONNECTION_LIMIT, connections,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, connections_per_address,
      MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory,
      MHD_OPTION_END);
}
