/**
 * Asks an interpreter what it is. Understood by every Python from 3.4 on, so that an old one can be
 * named as old. Answers in one line of ASCII, the last that it writes.
 *
 * base: the interpreter that a virtual environment was made from, for an environment made from
 * another one breaks with it. Only newer Pythons know it (sys._base_executable); before 3.11 that
 * is the environment's own program on POSIX, so its name is looked up in the base's folder.
 *
 * canMakeEnvironments: Debian has ensurepip in a package of its own (python3-venv). Neither module is
 * imported, which would take longer than all the rest. An empty folder of that name has no loader.
 *
 * system_packages: only an environment made with --system-site-packages has such folders on its path.
 */
export const inspectScript = `
import importlib.util, json, os, platform, sys, sysconfig
def has_module(name):
    try:
        spec = importlib.util.find_spec(name)
        return spec is not None and spec.loader is not None
    except BaseException:
        return False
def base():
    if sys.prefix == sys.base_prefix:
        return None
    known = getattr(sys, "_base_executable", None) or ""
    names = ["python%d.%d" % sys.version_info[:2], "python3", "python"]
    folder = sys.base_prefix if os.name == "nt" else os.path.join(sys.base_prefix, "bin")
    usual = [os.path.join(folder, n + (".exe" if os.name == "nt" else "")) for n in names]
    own = os.path.realpath(sys.prefix) + os.sep
    for path in [known] + usual:
        if os.path.isfile(path) and not (os.path.abspath(path) + os.sep).startswith((own, sys.prefix + os.sep)):
            return path
    return None
def system_packages():
    if sys.prefix == sys.base_prefix:
        return []
    own = os.path.realpath(sys.prefix) + os.sep
    names = set()
    for folder in sys.path:
        if os.path.basename(folder) not in ("site-packages", "dist-packages") or os.path.realpath(folder).startswith(own):
            continue
        try:
            entries = os.listdir(folder)
        except OSError:
            continue
        for entry in entries:
            stem, end = os.path.splitext(entry)
            if end in (".dist-info", ".egg-info"):
                names.add(stem.split("-")[0])
    return sorted(names)
v = sys.version_info
pre = {"alpha": "a", "beta": "b", "candidate": "rc"}.get(v.releaselevel)
def full(v):
    return "%d.%d.%d" % (v.major, v.minor, v.micro) + ("" if v.releaselevel == "final" else v.releaselevel[0] + str(v.serial))
markers = {
    "implementation_name": sys.implementation.name,
    "implementation_version": full(sys.implementation.version),
    "os_name": os.name,
    "platform_machine": platform.machine(),
    "platform_python_implementation": platform.python_implementation(),
    "platform_release": platform.release(),
    "platform_system": platform.system(),
    "platform_version": platform.version(),
    "python_full_version": platform.python_version(),
    "python_version": "%d.%d" % v[:2],
    "sys_platform": sys.platform,
}
print("\\n" + json.dumps({
    "version": "%d.%d.%d" % v[:3] + (pre + str(v.serial) if pre else ""),
    "platform": sysconfig.get_platform(),
    "executable": sys.executable,
    "prefix": sys.prefix,
    "inEnvironment": sys.prefix != sys.base_prefix,
    "base": base(),
    "canMakeEnvironments": has_module("venv") and has_module("ensurepip"),
    "is64Bit": sys.maxsize > 2**32,
    "implementation": sys.implementation.name,
    "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "markers": markers,
    "systemPackages": system_packages(),
}))
`;

/**
 * Imports modules one after another: argv is TOKEN SECONDS MODULE… and each answer is a line
 * "TOKEN {json}" on stderr, short enough not to be cut by who reads it.
 *
 * - Modules print, some of them from C: file descriptor 1 becomes stderr as well, and all goes through
 *   this one pipe, because only then what a module said stands between its begin and its end.
 * - BaseException, because a module may raise SystemExit, and a missing DLL of torch is an OSError.
 * - NumPy explains itself over a page; what happened stands after "Original error was:".
 * - faulthandler writes on stderr where a crash or a hang was, which no exception can tell.
 * - os._exit at the end: threads that a module left running would else keep the process, and a crash
 *   while libraries are unloaded is no failed import.
 */
export const importScript = `
import faulthandler, importlib, importlib.util, json, os, sys, traceback
token, seconds, modules = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
sys.argv = [""]
channel = os.fdopen(os.dup(2), "w", encoding="ascii")
os.dup2(2, 1)
faulthandler.enable(2, all_threads=False)
def tell(**fact):
    channel.write("\\n" + token + " " + json.dumps(fact) + "\\n")
    channel.flush()
def brief(text):
    return text[:600]
def words(error):
    name = type(error).__name__
    try:
        text = str(error)
    except BaseException:
        text = ""
    lines = [line.strip() for line in text.rpartition("Original error was:")[2].splitlines() if line.strip()]
    return name + ": " + lines[0] if lines else name
def trace(error):
    try:
        text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        return [line for line in text.splitlines() if line.strip()][-20:]
    except BaseException:
        return []
def version_of(module):
    try:
        version = getattr(module, "__version__", None)
        return brief(str(version)) if isinstance(version, str) else None
    except BaseException:
        return None
def place_of(name):
    try:
        module = sys.modules.get(name)
        found = getattr(module, "__file__", None) or importlib.util.find_spec(name).origin
        return os.path.realpath(found) if isinstance(found, str) and os.path.isabs(found) else None
    except BaseException:
        return None
for name in modules:
    tell(begin=name)
    faulthandler.dump_traceback_later(seconds * 0.95, file=2)
    try:
        fact = {"ok": True, "version": version_of(importlib.import_module(name)), "error": None}
    except BaseException as error:
        for line in trace(error):
            tell(line=brief(line))
        fact = {"ok": False, "version": None, "error": brief(words(error))}
    faulthandler.cancel_dump_traceback_later()
    tell(end=name, file=place_of(name), **fact)
tell(finished=True)
os._exit(0)
`;
