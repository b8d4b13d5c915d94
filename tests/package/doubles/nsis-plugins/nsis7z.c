/*
 * A DOUBLE of NSIS' plug-in nsis7z for the tests of Windows' Setup, never shipped: has this Linux' 7za
 * unpack into the working directory. Wine starts programs of Linux, but cannot wait for them, so the
 * shell makes a file in the end.
 */
#include "plugin.h"

typedef char *(*unix_name)(const wchar_t *);

CALL(Extract) {
  UNUSED;
  wchar_t archive[LONG_TEXT], folder[LONG_TEXT], done[LONG_TEXT], line[4 * LONG_TEXT];
  pop(top, archive, LONG_TEXT);
  GetCurrentDirectoryW(LONG_TEXT, folder);
  _snwprintf(done, LONG_TEXT, L"%ls.done", archive);
  unix_name on_linux = (unix_name)(void *)GetProcAddress(GetModuleHandleW(L"kernel32"), "wine_get_unix_file_name");
  if (on_linux == NULL) return;
  _snwprintf(line, 4 * LONG_TEXT,
    L"sh -c \"7za x -y \\\"-o$1\\\" \\\"$2\\\" >/dev/null 2>&1; touch \\\"$2.done\\\"\" sh \"%hs\" \"%hs\"",
    on_linux(folder), on_linux(archive));
  STARTUPINFOW start = {.cb = sizeof start};
  PROCESS_INFORMATION made;
  if (!CreateProcessW(L"Z:\\bin\\sh", line, NULL, NULL, FALSE, 0, NULL, NULL, &start, &made)) return;
  for (int waited = 0; waited < 120000 && GetFileAttributesW(done) == INVALID_FILE_ATTRIBUTES; waited += 10) Sleep(10);
  DeleteFileW(done);
}
