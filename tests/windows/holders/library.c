/* A library that does nothing, to be loaded in the place of a package's own (.dll, .pyd). */
#include <windows.h>

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID reserved) {
  (void)library, (void)reason, (void)reserved;
  return TRUE;
}

__declspec(dllexport) int answer(void) { return 42; }
