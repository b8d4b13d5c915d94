/*
 * Holds one thing until it is told to let go, as programs of users do: hold.exe HOW PATH READY STOP
 *   share=0 … share=7  a handle for reading and writing; the digit is what others may do meanwhile:
 *                      1 read, 2 write, 4 delete, and their sums (CreateFile, dwShareMode)
 *   library            a loaded library, as Python's are
 *   folder             the working directory
 *   itself             nothing but its own program file
 * Makes the file READY when it holds, lets go when the file STOP is there, and ends by itself after
 * two minutes, should nobody tell it.
 */
#include <windows.h>
#include <stdio.h>

static int is_there(const wchar_t *path) { return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES; }

static int refused(const wchar_t *how) {
  fwprintf(stderr, L"%ls failed: error %lu\n", how, GetLastError());
  return 1;
}

int wmain(int count, wchar_t **args) {
  if (count != 5) return 2;
  const wchar_t *how = args[1], *path = args[2], *ready = args[3], *stop = args[4];
  HANDLE file = INVALID_HANDLE_VALUE;
  HMODULE library = NULL;

  if (wcsncmp(how, L"share=", 6) == 0) {
    file = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, how[6] - L'0', NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return refused(how);
  } else if (wcscmp(how, L"library") == 0) {
    library = LoadLibraryW(path);
    if (library == NULL) return refused(how);
  } else if (wcscmp(how, L"folder") == 0) {
    if (!SetCurrentDirectoryW(path)) return refused(how);
  } else if (wcscmp(how, L"itself") != 0) {
    return 2;
  }

  CloseHandle(CreateFileW(ready, GENERIC_WRITE, 7, NULL, CREATE_ALWAYS, 0, NULL));
  for (int waited = 0; waited < 120000 && !is_there(stop); waited += 10) Sleep(10);

  if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
  if (library != NULL) FreeLibrary(library);
  return 0;
}
