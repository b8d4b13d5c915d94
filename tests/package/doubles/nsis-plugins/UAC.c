/*
 * A DOUBLE of NSIS' plug-in UAC for the tests of Windows' Setup, never shipped: there is no question for
 * administrator's rights here. Whoever runs Setup is an administrator (1, 2), and Setup is not started
 * a second time (0).
 */
#include "plugin.h"

CALL(_) {
  UNUSED;
  wchar_t question[LONG_TEXT];
  pop(top, question, LONG_TEXT);
  int number = _wtoi(question);
  push(top, number == 1 || number == 2 ? L"1" : L"0", size);
}
