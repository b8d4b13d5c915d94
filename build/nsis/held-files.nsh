; Which of the installed files a program holds. Asked of Windows itself, file by file: a running
; program and a loaded library cannot be opened for writing, and what is held without the right to
; delete cannot be opened for that. So also the command line counts, and other users' programs.
Var heldFile

!macro declareHeldFilesFor UN
  ; Path on the stack; there comes 1 where it is held, else 0. A file that is not there is not held.
  Function ${UN}isHeld
    Exch $0
    Push $1
    Push $2
    ; DELETE and GENERIC_WRITE; what others may do meanwhile: all; OPEN_EXISTING.
    System::Call 'kernel32::CreateFile(t r0, i 0x40010000, i 7, p 0, i 3, i 0, p 0) p .r1 ?e'
    Pop $2
    StrCpy $0 0
    ${If} $1 != -1
      System::Call 'kernel32::CloseHandle(p r1)'
    ${ElseIf} $2 = 32 ; ERROR_SHARING_VIOLATION
    ${OrIf} $2 = 33 ; ERROR_LOCK_VIOLATION
      StrCpy $0 1
    ${EndIf}
    Pop $2
    Pop $1
    Exch $0
  FunctionEnd

  ; The first one in $heldFile, which is empty where there is none.
  Function ${UN}findHeldFile
    Push $0
    StrCpy $heldFile ""
    !insertmacro eachInstalledFile noteIfHeld${UN}
    Pop $0
  FunctionEnd

  ; Goes on where no file is held. Waits for programs that are about to end (a virus scanner, the
  ; application that an update has just closed), then asks, or where nobody is there says it and stops with 2.
  Function ${UN}refuseWhileHeld
    Push $0
    StrCpy $0 10
    !insertmacro noteUnattended
    !ifndef BUILD_UNINSTALLER
      ${If} ${isUpdated}
        StrCpy $0 25
      ${EndIf}
    !endif
    ${Do}
      Call ${UN}findHeldFile
      ${If} $heldFile == ""
        ${ExitDo}
      ${EndIf}
      ${If} $0 > 0
        IntOp $0 $0 - 1
        Sleep 200
      ${ElseIf} $isUnattended == 1
        !insertmacro tell "$(filesHeld)"
        SetErrorLevel 2
        Quit
      ${ElseIf} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(filesHeld)" IDCANCEL`
        SetErrorLevel 2
        Quit
      ${EndIf}
    ${Loop}
    Pop $0
  FunctionEnd
!macroend

!macro noteIfHeldIn UN FILE
  ${If} $heldFile == ""
    Push "$INSTDIR\${FILE}"
    Call ${UN}isHeld
    Pop $0
    ${If} $0 == 1
      StrCpy $heldFile "$INSTDIR\${FILE}"
    ${EndIf}
  ${EndIf}
!macroend

!macro noteIfHeld FILE
  !insertmacro noteIfHeldIn "" "${FILE}"
!macroend

!macro noteIfHeldun. FILE
  !insertmacro noteIfHeldIn "un." "${FILE}"
!macroend

!macro declareHeldFiles
  !ifdef BUILD_UNINSTALLER
    !insertmacro declareHeldFilesFor "un."
  !else
    !insertmacro declareHeldFilesFor ""
  !endif
!macroend
