/*
 * The hand of a person before Setup's windows: press.exe TITLE WORD…
 * Waits for a dialog whose title has TITLE in it, says its texts before it presses, one a line, and does for
 * each WORD in turn: `tick=N` toggles the Nth line of the list of components, `see=TEXT` waits for the
 * button with that text, anything else presses it. Waits until there is such a button and it can be
 * pressed, a minute at most; ends with 1 where there never is.
 */
#include <windows.h>
#include <commctrl.h>
#include <stdio.h>

#define LONG_TEXT 2048

static const wchar_t *title, *wanted;
static HWND found;

/* Without the mark of the key that stands for a button. */
static void text_of(HWND window, wchar_t *text) {
  wchar_t *to = text;
  SendMessageW(window, WM_GETTEXT, LONG_TEXT, (LPARAM)text);
  for (wchar_t *from = text; *from; from += 1)
    if (*from != L'&') *to++ = *from;
  *to = 0;
}

static BOOL CALLBACK say(HWND window, LPARAM unused) {
  wchar_t text[LONG_TEXT] = L"";
  char bytes[4 * LONG_TEXT];
  (void)unused;
  if (!IsWindowVisible(window)) return TRUE;
  text_of(window, text);
  WideCharToMultiByte(CP_ACP, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
  if (text[0]) printf("%s\n", bytes);
  return TRUE;
}

static BOOL CALLBACK button(HWND window, LPARAM unused) {
  wchar_t text[LONG_TEXT] = L"", kind[64] = L"";
  (void)unused;
  if (!IsWindowVisible(window) || !IsWindowEnabled(window)) return TRUE;
  GetClassNameW(window, kind, 64);
  if (wcscmp(kind, L"Button") != 0) return TRUE;
  text_of(window, text);
  if (wcscmp(text, wanted) != 0) return TRUE;
  found = window;
  return FALSE;
}

static BOOL CALLBACK tree(HWND window, LPARAM unused) {
  wchar_t kind[64] = L"";
  (void)unused;
  GetClassNameW(window, kind, 64);
  if (wcscmp(kind, WC_TREEVIEWW) != 0 || !IsWindowVisible(window)) return TRUE;
  found = window;
  return FALSE;
}

static HWND inside;
static WNDENUMPROC looked_for;

/* A dialog before others is the last one that was opened, so the search goes through all of them. */
static BOOL CALLBACK dialog(HWND window, LPARAM unused) {
  wchar_t text[LONG_TEXT] = L"", kind[64] = L"";
  (void)unused;
  GetClassNameW(window, kind, 64);
  if (wcscmp(kind, L"#32770") != 0 || !IsWindowVisible(window) || !IsWindowEnabled(window)) return TRUE;
  text_of(window, text);
  if (wcsstr(text, title) == NULL) return TRUE;
  EnumChildWindows(window, looked_for, 0);
  if (found == NULL) return TRUE;
  inside = window;
  return FALSE;
}

static int wait_for(WNDENUMPROC what) {
  looked_for = what;
  found = NULL;
  for (int waited = 0; waited < 60000; waited += 50) {
    EnumWindows(dialog, 0);
    if (found != NULL) return 1;
    Sleep(50);
  }
  return 0;
}

int wmain(int count, wchar_t **words) {
  if (count < 3) return 2;
  title = words[1];
  for (int at = 2; at < count; at += 1) {
    wanted = words[at];
    if (wcsncmp(wanted, L"tick=", 5) == 0) {
      if (!wait_for(tree)) return 1;
      HTREEITEM line = (HTREEITEM)SendMessageW(found, TVM_GETNEXTITEM, TVGN_ROOT, 0);
      for (int left = _wtoi(wanted + 5) - 1; left > 0; left -= 1)
        line = (HTREEITEM)SendMessageW(found, TVM_GETNEXTITEM, TVGN_NEXT, (LPARAM)line);
      SendMessageW(found, TVM_SELECTITEM, TVGN_CARET, (LPARAM)line);
      SendMessageW(found, WM_CHAR, VK_SPACE, 0);
    } else {
      int only_see = wcsncmp(wanted, L"see=", 4) == 0;
      if (only_see) wanted += 4;
      if (!wait_for(button)) return 1;
      if (only_see) continue;
      EnumChildWindows(inside, say, 0);
      PostMessageW(found, BM_CLICK, 0, 0);
      /* What it leads to needs a moment; the same button may come again there. */
      Sleep(300);
    }
  }
  return 0;
}
