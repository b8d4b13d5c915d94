/*
 * For the DOUBLES of NSIS plug-ins beside it, never shipped: how NSIS calls a plug-in. Debian's NSIS
 * makes the 64-bit Setup that Wine runs, and the genuine plug-ins have 32 bits.
 */
#define UNICODE
#define _UNICODE
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <wchar.h>

#define LONG_TEXT 4096

typedef struct entry {
  struct entry *next;
  wchar_t text[1];
} entry;

#define CALL(name) \
  __declspec(dllexport) void name(HWND window, int size, wchar_t *variables, entry **top, void *extra)
#define UNUSED (void)window, (void)size, (void)variables, (void)top, (void)extra

static inline void pop(entry **top, wchar_t *text, int length) {
  entry *first = *top;
  text[0] = 0;
  if (first == NULL) return;
  lstrcpynW(text, first->text, length);
  *top = first->next;
  GlobalFree(first);
}

static inline void push(entry **top, const wchar_t *text, int size) {
  entry *first = GlobalAlloc(GPTR, sizeof(entry) + size * sizeof(wchar_t));
  lstrcpynW(first->text, text, size);
  first->next = *top;
  *top = first;
}
