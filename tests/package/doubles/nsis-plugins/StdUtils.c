/* A DOUBLE of NSIS' plug-in StdUtils for the tests of Windows' Setup, never shipped: only what electron-builder's script calls. */
#include "plugin.h"

/* Looks for --name, -name, /name, each also with =value. */
static int find(const wchar_t *name, wchar_t *value, int length) {
  int count, found = 0;
  wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
  size_t wanted = wcslen(name);
  for (int at = 1; at < count && !found; at += 1) {
    const wchar_t *word = words[at];
    if (wcsncmp(word, L"--", 2) == 0) word += 2;
    else if (word[0] == L'/' || word[0] == L'-') word += 1;
    else continue;
    if (_wcsnicmp(word, name, wanted) != 0 || (word[wanted] != 0 && word[wanted] != L'=')) continue;
    found = 1;
    if (value != NULL) lstrcpynW(value, word[wanted] ? word + wanted + 1 : L"", length);
  }
  LocalFree(words);
  return found;
}

CALL(TestParameter) {
  UNUSED;
  wchar_t name[LONG_TEXT];
  pop(top, name, LONG_TEXT);
  push(top, find(name, NULL, 0) ? L"true" : L"false", size);
}

CALL(GetParameter) {
  UNUSED;
  wchar_t otherwise[LONG_TEXT], name[LONG_TEXT], value[LONG_TEXT];
  pop(top, otherwise, LONG_TEXT);
  pop(top, name, LONG_TEXT);
  push(top, find(name, value, LONG_TEXT) ? value : otherwise, size);
}

CALL(GetAllParameters) {
  UNUSED;
  wchar_t truncate[LONG_TEXT];
  pop(top, truncate, LONG_TEXT);
  const wchar_t *line = GetCommandLineW();
  const wchar_t end = line[0] == L'"' ? L'"' : L' ';
  for (line += 1; *line && *line != end; line += 1);
  while (*line == L'"' || *line == L' ') line += 1;
  push(top, line, size);
}

CALL(GetParentPath) {
  UNUSED;
  wchar_t path[LONG_TEXT];
  pop(top, path, LONG_TEXT);
  wchar_t *last = wcsrchr(path, L'\\');
  if (last != NULL) *last = 0;
  push(top, path, size);
}

CALL(ExecShellAsUser) {
  UNUSED;
  wchar_t words[LONG_TEXT], verb[LONG_TEXT], file[LONG_TEXT];
  pop(top, words, LONG_TEXT);
  pop(top, verb, LONG_TEXT);
  pop(top, file, LONG_TEXT);
  INT_PTR answer = (INT_PTR)ShellExecuteW(NULL, verb, file, words, NULL, SW_SHOWNORMAL);
  push(top, answer > 32 ? L"ok" : L"error", size);
}
