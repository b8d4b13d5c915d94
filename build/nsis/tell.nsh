; Whether nobody sits before it. Somebody does where the application has started its update: that is
; silent as long as all is well, and else nobody would learn why the window does not come back.
Var isUnattended

!macro noteUnattended
  StrCpy $isUnattended 0
  ${If} ${Silent}
    StrCpy $isUnattended 1
  ${EndIf}
  !ifndef BUILD_UNINSTALLER
    ${If} ${isUpdated}
      StrCpy $isUnattended 0
    ${EndIf}
  !endif
!macroend

; Says something to a person, or where there is none to whoever started it: a line on standard output.
!macro tell TEXT
  !insertmacro noteUnattended
  ${If} $isUnattended == 1
    Push $0
    Push $1
    System::Call 'kernel32::GetStdHandle(i -11) p .r0'
    ${If} $0 == 0
      ; A program with windows has no output of its own: that of the console that it was started from.
      System::Call 'kernel32::AttachConsole(i -1) i .r1'
      System::Call 'kernel32::GetStdHandle(i -11) p .r0'
    ${EndIf}
    ${If} $0 != 0
    ${AndIf} $0 != -1
      FileWrite $0 `${TEXT}$\r$\n`
    ${EndIf}
    Pop $1
    Pop $0
  ${Else}
    MessageBox MB_OK|MB_ICONEXCLAMATION `${TEXT}`
  ${EndIf}
!macroend
