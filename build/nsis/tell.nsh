; Says something to a person, or in a silent run to whoever started it: a line on standard output.
!macro tell TEXT
  ${If} ${Silent}
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
