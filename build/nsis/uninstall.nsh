; What the uninstaller takes away: the installed files by their list, the shortcuts, and only where it
; is ticked what the application keeps (electron/engine/tools/app-folders.ts).
!ifdef BUILD_UNINSTALLER

Var leftOver

!macro declareRemoval
  ; The page for whom to uninstall comes next only where there is a choice; else the removal does.
  Function un.nameButton
    ${IfNot} "$hasPerUserInstallation$hasPerMachineInstallation" == "11"
      GetDlgItem $0 $HWNDPARENT 1
      SendMessage $0 ${WM_SETTEXT} 0 "STR:$(^UninstallBtn)"
    ${EndIf}
  FunctionEnd

  ; Path on the stack. Removes a file, or a folder with what is in it, and follows no links: of a
  ; junction or symbolic link only itself goes. What cannot be removed stays; the first such path is
  ; then in $leftOver. Without Windows' limit of 260 characters, because an environment's paths are long.
  Function un.removeTree
    Exch $R0
    Push $R1
    Push $R2
    Push $R3
    System::Call 'kernel32::GetFileAttributes(t "\\?\$R0") i .R1'
    ${If} $R1 <> -1
      IntOp $R2 $R1 & 0x410 ; FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_REPARSE_POINT
      ${If} $R2 = 0x10
        FindFirst $R2 $R3 "\\?\$R0\*"
        ${DoUntil} $R3 == ""
          ${If} $R3 != "."
          ${AndIf} $R3 != ".."
            Push "$R0\$R3"
            Call un.removeTree
          ${EndIf}
          ; Empty at the end; an error leaves it as it was.
          StrCpy $R3 ""
          FindNext $R2 $R3
        ${Loop}
        FindClose $R2
      ${EndIf}
      System::Call 'kernel32::SetFileAttributes(t "\\?\$R0", i 0x80)'
      IntOp $R1 $R1 & 0x10
      ${If} $R1 <> 0
        System::Call 'kernel32::RemoveDirectory(t "\\?\$R0") i .R1'
      ${Else}
        System::Call 'kernel32::DeleteFile(t "\\?\$R0") i .R1'
      ${EndIf}
      ${If} $R1 = 0
      ${AndIf} $leftOver == ""
        StrCpy $leftOver "$R0"
      ${EndIf}
    ${EndIf}
    Pop $R3
    Pop $R2
    Pop $R1
    Pop $R0
  FunctionEnd

  ; The same for what Data holds beside the environment.
  Function un.removeDataButEnvironment
    Push $R2
    Push $R3
    FindFirst $R2 $R3 "$LOCALAPPDATA\${APP_PACKAGE_NAME}\Data\*"
    ${DoUntil} $R3 == ""
      ${If} $R3 != "."
      ${AndIf} $R3 != ".."
      ${AndIf} $R3 != "env"
        Push "$LOCALAPPDATA\${APP_PACKAGE_NAME}\Data\$R3"
        Call un.removeTree
      ${EndIf}
      StrCpy $R3 ""
      FindNext $R2 $R3
    ${Loop}
    FindClose $R2
    Pop $R3
    Pop $R2
  FunctionEnd
!macroend

!macro removeInstalledFile FILE
  Delete "$INSTDIR\${FILE}"
  ${If} $heldFile == ""
  ${AndIf} ${FileExists} "$INSTDIR\${FILE}"
    StrCpy $heldFile "$INSTDIR\${FILE}"
  ${EndIf}
!macroend

!macro removeInstalledFolder FOLDER
  RMDir "$INSTDIR\${FOLDER}"
!macroend

!macro customRemoveFiles
  ; A working directory cannot be removed.
  SetOutPath $TEMP
  StrCpy $heldFile ""
  !insertmacro eachInstalledFile removeInstalledFile
  ${If} $heldFile != ""
    ; Uninstaller and entry stay for another try.
    !insertmacro tell "$(filesLeft)"
    SetErrorLevel 2
    Quit
  ${EndIf}
  Delete "$INSTDIR\${UNINSTALL_FILENAME}"
  !insertmacro eachInstalledFolder removeInstalledFolder
  ; Stays where somebody has put something there.
  RMDir "$INSTDIR"

  ${IfNot} ${isKeepShortcuts}
    ; Whatever language Setup spoke then.
    Delete "$SMPROGRAMS\${REPAIR_LINK_ENGLISH} ${REPAIR_LINK_END}"
    Delete "$SMPROGRAMS\${REPAIR_LINK_GERMAN} ${REPAIR_LINK_END}"
    Delete "$SMPROGRAMS\${REPAIR_LINK_CHINESE} ${REPAIR_LINK_END}"
  ${EndIf}
  ${IfNot} ${isUpdated}
    ; Setup's copy of itself, for updates that fetch only what differs.
    ${StdUtils.GetParentPath} $R0 "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
    StrCpy $leftOver ""
    Push $R0
    Call un.removeTree
  ${EndIf}
!macroend

; What is asked. Nothing is ticked, and in silent runs nobody can tick it.
!macro customUnInstallSection
  Section /o "un.$(removeSettings)"
    SetShellVarContext current
    StrCpy $leftOver ""
    Push "$LOCALAPPDATA\${APP_PACKAGE_NAME}\Cache"
    Call un.removeTree
    Push "$LOCALAPPDATA\${APP_PACKAGE_NAME}\Log"
    Call un.removeTree
    Push "$APPDATA\${APP_PACKAGE_NAME}"
    Call un.removeTree
    Call un.removeDataButEnvironment
    !insertmacro finishData
  SectionEnd

  Section /o "un.$(removeEnvironment)"
    SetShellVarContext current
    StrCpy $leftOver ""
    Push "$LOCALAPPDATA\${APP_PACKAGE_NAME}\Data\env"
    Call un.removeTree
    !insertmacro finishData
  SectionEnd
!macroend

!macro finishData
  ; Only where they are empty.
  RMDir "$LOCALAPPDATA\${APP_PACKAGE_NAME}\Data"
  RMDir "$LOCALAPPDATA\${APP_PACKAGE_NAME}"
  ${If} $leftOver != ""
    !insertmacro tell "$(dataLeft)"
    SetErrorLevel 2
  ${EndIf}
!macroend

!endif
