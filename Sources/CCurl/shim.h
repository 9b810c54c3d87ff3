#include <curl/curl.h>
#include <pthread.h>
#include <sys/prctl.h>

// Swift cannot call variadic functions, so each kind of value has its own. The names are in
// parentheses to get past the macros of curl/typecheck-gcc.h.

static inline CURLcode easy_set_long(CURL *easy, CURLoption option, long value) {
  return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode easy_set_text(CURL *easy, CURLoption option, const char *value) {
  return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode easy_set_pointer(CURL *easy, CURLoption option, void *value) {
  return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode easy_set_bytes(CURL *easy, CURLoption option, const void *value) {
  return (curl_easy_setopt)(easy, option, value);
}

/// For the options that take a function for body or header bytes.
static inline CURLcode easy_set_receiver(
    CURL *easy, CURLoption option, size_t (*function)(char *, size_t, size_t, void *)) {
  return (curl_easy_setopt)(easy, option, function);
}

static inline CURLcode easy_set_socket_opener(
    CURL *easy, curl_socket_t (*function)(void *, curlsocktype, struct curl_sockaddr *)) {
  return (curl_easy_setopt)(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}

static inline CURLcode easy_set_before_request(
    CURL *easy, int (*function)(void *, char *, char *, int, int)) {
  return (curl_easy_setopt)(easy, CURLOPT_PREREQFUNCTION, function);
}

static inline long easy_get_long(CURL *easy, CURLINFO info) {
  long value = 0;
  (curl_easy_getinfo)(easy, info, &value);
  return value;
}

static inline void *easy_get_private(CURL *easy) {
  char *value = NULL;
  (curl_easy_getinfo)(easy, CURLINFO_PRIVATE, &value);
  return value;
}

static inline CURLMcode multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return (curl_multi_setopt)(multi, option, value);
}

/// Names the calling thread for `top -H` and debuggers; at most 15 bytes count.
static inline void name_this_thread(const char *name) {
  prctl(PR_SET_NAME, name, 0, 0, 0);
}
