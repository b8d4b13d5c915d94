/* A DOUBLE of NSIS' plug-in WinShell for the tests of Windows' Setup, never shipped: gives shortcuts no AppUserModelID. */
#include "plugin.h"

CALL(SetLnkAUMI) {
  UNUSED;
  wchar_t word[LONG_TEXT];
  pop(top, word, LONG_TEXT);
  pop(top, word, LONG_TEXT);
}

CALL(UninstAppUserModelId) {
  UNUSED;
  wchar_t word[LONG_TEXT];
  pop(top, word, LONG_TEXT);
}

CALL(UninstShortcut) {
  UNUSED;
  wchar_t word[LONG_TEXT];
  pop(top, word, LONG_TEXT);
}
