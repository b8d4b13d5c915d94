; What Setup and the uninstaller say, in the application's languages (electron-builder.yml lists the
; same ones as installerLanguages). The file begins with a byte order mark, by which NSIS reads UTF-8.
!define REPAIR_LINK_ENGLISH "Repair environment"
!define REPAIR_LINK_GERMAN "Umgebung reparieren"
!define REPAIR_LINK_CHINESE "修复环境"

!macro declareWords
  !ifdef BUILD_UNINSTALLER
    LangString filesLeft ${LANG_ENGLISH} "${PRODUCT_NAME} was not removed completely: a program holds$\r$\n$heldFile$\r$\nClose that program and uninstall again. Until then ${PRODUCT_NAME} stays in the list of applications."
    LangString filesLeft ${LANG_GERMAN} "${PRODUCT_NAME} wurde nicht vollständig entfernt: Ein Programm benutzt$\r$\n$heldFile$\r$\nSchließen Sie dieses Programm und deinstallieren Sie noch einmal. Bis dahin bleibt ${PRODUCT_NAME} in der Liste der Apps."
    LangString filesLeft ${LANG_SIMPCHINESE} "${PRODUCT_NAME} 未能完全删除：有程序正在使用$\r$\n$heldFile$\r$\n请关闭该程序，然后再次卸载。在此之前，${PRODUCT_NAME} 会保留在应用列表中。"

    LangString uninstallTitle ${LANG_ENGLISH} "Uninstall ${PRODUCT_NAME}"
    LangString uninstallTitle ${LANG_GERMAN} "${PRODUCT_NAME} deinstallieren"
    LangString uninstallTitle ${LANG_SIMPCHINESE} "卸载 ${PRODUCT_NAME}"

    LangString uninstallAsks ${LANG_ENGLISH} "What else should be removed?"
    LangString uninstallAsks ${LANG_GERMAN} "Was soll außerdem entfernt werden?"
    LangString uninstallAsks ${LANG_SIMPCHINESE} "还要删除哪些内容？"

    LangString uninstallKeeps ${LANG_ENGLISH} "What is not ticked stays. Environments in folders that you have chosen always stay."
    LangString uninstallKeeps ${LANG_GERMAN} "Was nicht angekreuzt ist, bleibt. Umgebungen in Ordnern, die Sie gewählt haben, bleiben immer."
    LangString uninstallKeeps ${LANG_SIMPCHINESE} "未勾选的内容会保留。位于您所选文件夹中的环境始终会保留。"

    LangString uninstallList ${LANG_ENGLISH} "Remove:"
    LangString uninstallList ${LANG_GERMAN} "Entfernen:"
    LangString uninstallList ${LANG_SIMPCHINESE} "删除："

    LangString removeSettings ${LANG_ENGLISH} "Its settings, logs and downloads"
    LangString removeSettings ${LANG_GERMAN} "Einstellungen, Protokolle und Downloads"
    LangString removeSettings ${LANG_SIMPCHINESE} "设置、日志和下载的文件"

    LangString removeEnvironment ${LANG_ENGLISH} "The environment in its own folder"
    LangString removeEnvironment ${LANG_GERMAN} "Die Umgebung im eigenen Ordner"
    LangString removeEnvironment ${LANG_SIMPCHINESE} "其自身文件夹中的环境"

    LangString dataLeft ${LANG_ENGLISH} "${PRODUCT_NAME} is removed, but this could not be deleted because a program holds it:$\r$\n$leftOver$\r$\nClose that program and delete it yourself."
    LangString dataLeft ${LANG_GERMAN} "${PRODUCT_NAME} ist entfernt, aber dies konnte nicht gelöscht werden, weil ein Programm es benutzt:$\r$\n$leftOver$\r$\nSchließen Sie dieses Programm und löschen Sie es selbst."
    LangString dataLeft ${LANG_SIMPCHINESE} "${PRODUCT_NAME} 已删除，但以下内容正被程序使用，无法删除：$\r$\n$leftOver$\r$\n请关闭该程序，然后自行删除。"
  !else
    LangString oldVersionStays ${LANG_ENGLISH} "The installed version of ${PRODUCT_NAME} could not be removed, so nothing new was installed. Restart the computer and start this setup again."
    LangString oldVersionStays ${LANG_GERMAN} "Die installierte Version von ${PRODUCT_NAME} konnte nicht entfernt werden, deshalb wurde nichts Neues installiert. Starten Sie den Computer neu und dann dieses Setup noch einmal."
    LangString oldVersionStays ${LANG_SIMPCHINESE} "无法删除已安装的 ${PRODUCT_NAME} 版本，因此没有安装新版本。请重新启动计算机，然后再次运行本安装程序。"

    LangString notWritten ${LANG_ENGLISH} "${PRODUCT_NAME} could not be written to$\r$\n$INSTDIR$\r$\nLook whether the disk is full and the folder may be written to, then start this setup again."
    LangString notWritten ${LANG_GERMAN} "${PRODUCT_NAME} konnte nicht geschrieben werden nach$\r$\n$INSTDIR$\r$\nPrüfen Sie, ob der Datenträger voll ist und in den Ordner geschrieben werden darf, und starten Sie dieses Setup noch einmal."
    LangString notWritten ${LANG_SIMPCHINESE} "${PRODUCT_NAME} 无法写入$\r$\n$INSTDIR$\r$\n请检查磁盘是否已满以及文件夹是否可写，然后再次运行本安装程序。"

    LangString repairLink ${LANG_ENGLISH} "${REPAIR_LINK_ENGLISH}"
    LangString repairLink ${LANG_GERMAN} "${REPAIR_LINK_GERMAN}"
    LangString repairLink ${LANG_SIMPCHINESE} "${REPAIR_LINK_CHINESE}"

    LangString repairLinkSays ${LANG_ENGLISH} "Opens ${PRODUCT_NAME} on the plan of a repair"
    LangString repairLinkSays ${LANG_GERMAN} "Öffnet ${PRODUCT_NAME} mit dem Plan einer Reparatur"
    LangString repairLinkSays ${LANG_SIMPCHINESE} "打开 ${PRODUCT_NAME} 并显示修复计划"
  !endif

  LangString filesHeld ${LANG_ENGLISH} "${PRODUCT_NAME} is in use: a program holds$\r$\n$heldFile$\r$\nClose ${PRODUCT_NAME}, also in command lines, then try again. Nothing has been changed."
  LangString filesHeld ${LANG_GERMAN} "${PRODUCT_NAME} wird benutzt: Ein Programm verwendet$\r$\n$heldFile$\r$\nSchließen Sie ${PRODUCT_NAME}, auch in Befehlszeilen, und versuchen Sie es noch einmal. Es wurde nichts geändert."
  LangString filesHeld ${LANG_SIMPCHINESE} "${PRODUCT_NAME} 正在使用中：有程序正在使用$\r$\n$heldFile$\r$\n请关闭 ${PRODUCT_NAME}（包括命令行中的），然后重试。没有任何内容被更改。"
!macroend
