/*
 * A DOUBLE for the tests of Windows' Setup, never shipped: stands in the place of Electron's program.
 * Says how it was started, one thing a line:
 *   node=…  ELECTRON_RUN_AS_NODE
 *   word=…  each word, the first is the one after the program
 * and ends with the code that STAND_IN_EXIT has. Started as `--stay READY STOP` it makes the file READY,
 * and runs until the file STOP is there (two minutes at most).
 */
#include <windows.h>
#include <stdio.h>

/* Electron's fuses: the mark by which tools find them, their version, number and states (@electron/fuses). */
volatile const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x08" "10110010";

static int is_there(const wchar_t *path) { return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES; }

int wmain(int count, wchar_t **words) {
  wchar_t value[64] = L"";
  (void)fuses[0];
  if (count == 4 && wcscmp(words[1], L"--stay") == 0) {
    CloseHandle(CreateFileW(words[2], GENERIC_WRITE, 7, NULL, CREATE_ALWAYS, 0, NULL));
    for (int waited = 0; waited < 120000 && !is_there(words[3]); waited += 10) Sleep(10);
    return 0;
  }
  GetEnvironmentVariableW(L"ELECTRON_RUN_AS_NODE", value, 64);
  printf("node=%ls\n", value);
  for (int at = 1; at < count; at += 1) printf("word=%ls\n", words[at]);
  value[0] = 0;
  GetEnvironmentVariableW(L"STAND_IN_EXIT", value, 64);
  return _wtoi(value);
}
