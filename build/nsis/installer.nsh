; What Windows' Setup and its uninstaller do beyond electron-builder's own script, which takes up the
; macros below by their names (node_modules/app-builder-lib/templates/nsis). It is read once for each
; of the two; BUILD_UNINSTALLER tells them apart. Names of the product come from electron-builder's
; defines, so a vendor's build needs no other file.
;
; Three laws, which the stock script does not keep:
;   - Only what Setup has written is removed, by its list: an environment in the same folder stays.
;   - What a program holds is named before anything is changed; nothing is ended by force, because a
;     repair may be at work.
;   - Whatever cannot be done ends with code 2 and is said, and the entry among the installed
;     applications stays until everything is removed.
!include LogicLib.nsh
; Written by build/package/installed-files.mjs.
!include "${BUILD_RESOURCES_DIR}/installed-files.nsh"
!include "${PROJECT_DIR}/build/nsis/words.nsh"
!include "${PROJECT_DIR}/build/nsis/tell.nsh"
!include "${PROJECT_DIR}/build/nsis/held-files.nsh"
!include "${PROJECT_DIR}/build/nsis/uninstall.nsh"

; The first section of the uninstaller's list; the others are choices.
!define UNINSTALL_SECTION_NAME "${PRODUCT_NAME}"
!define REPAIR_LINK_END "(${SHORTCUT_NAME}).lnk"

!ifdef BUILD_UNINSTALLER
  ; Its first page, which MUI makes from these.
  !define MUI_PAGE_HEADER_TEXT "$(uninstallTitle)"
  !define MUI_PAGE_HEADER_SUBTEXT "$(uninstallAsks)"
  !define MUI_COMPONENTSPAGE_TEXT_TOP "$(uninstallKeeps)"
  !define MUI_COMPONENTSPAGE_TEXT_COMPLIST "$(uninstallList)"
  !define MUI_PAGE_CUSTOMFUNCTION_SHOW un.nameButton
!endif

!macro customHeader
  !insertmacro declareWords
  !insertmacro declareHeldFiles
  !ifdef BUILD_UNINSTALLER
    ; Sizes of what is removed are not known.
    SpaceTexts none
    !insertmacro declareRemoval
  !endif
!macroend

; In the place of a check that asks PowerShell for the program's name, and ends it by force.
!macro customCheckAppRunning
  !ifdef BUILD_UNINSTALLER
    Call un.refuseWhileHeld
  !else
    Call refuseWhileHeld
  !endif
!macroend

; The old version's uninstaller did not do it: what is new is not laid over it.
!macro refuseOverOldVersion
  ${IfNot} ${Errors}
  ${AndIf} $R0 <> 0
    !insertmacro tell "$(oldVersionStays)"
    SetErrorLevel 2
    Quit
  ${EndIf}
!macroend

!macro customUnInstallCheck
  !insertmacro refuseOverOldVersion
!macroend

!macro customUnInstallCheckCurrentUser
  !insertmacro refuseOverOldVersion
!macroend

!macro customInstall
  ; The unpacking reports no errors.
  ${IfNot} ${FileExists} "$appExe"
  ${OrIfNot} ${FileExists} "$INSTDIR\resources\app.asar"
    !insertmacro tell "$(notWritten)"
    SetErrorLevel 2
    Quit
  ${EndIf}

  ; As the other shortcuts: an update does not bring back what the user has removed. It gets no
  ; AppUserModelID, or Windows could take it for the application's own place on the taskbar.
  ${If} $keepShortcuts == "false"
    CreateShortCut "$SMPROGRAMS\$(repairLink) ${REPAIR_LINK_END}" "$appExe" "--repair" "$appExe" 0 "" "" "$(repairLinkSays)"
    ClearErrors
  ${EndIf}
!macroend
