@echo off
rem Starts the cdkdrift command on Windows. Builds it with Maven on first use, and again after "cdkdrift.cmd --build".
rem   JAVA_HOME               the Java to use, 17 or later; otherwise the one on the PATH
rem   CDKDRIFT_JAVA_OPTIONS   further options for Java, for example -Xmx8g
setlocal
set "root=%~dp0"
set "jar=%root%plugin\cli\target\cdkdrift-cli.jar"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>nul
if errorlevel 1 (
    echo cdkdrift: no Java found: install a JDK, version 17 or later, or set JAVA_HOME 1>&2
    exit /b 1
)

if "%~1"=="--build" goto build
if exist "%jar%" goto run

:build
where mvn >nul 2>nul
if errorlevel 1 (
    echo cdkdrift: no Maven found: install it, version 3.8 or later, so that mvn is on the PATH 1>&2
    exit /b 1
)
echo cdkdrift: building, one or two minutes, and once the time to download some 200 MB of libraries 1>&2
pushd "%root%"
call mvn -q -B -ntp -Dmaven.test.skip=true -pl plugin/cli -am package 1>&2
if errorlevel 1 (
    popd
    echo cdkdrift: the build failed; the messages above say why 1>&2
    exit /b 1
)
popd
if "%~1"=="--build" exit /b 0

:run
rem Threads of ND4J's matrix products that wait without spinning leave their cores to Java's.
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
rem JDK 24 and later warn about ND4J's use of sun.misc.Unsafe; earlier ones do not know the option that says so.
"%java%" -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Xshare:auto ^
    -Dcdkdrift.command=cdkdrift %CDKDRIFT_JAVA_OPTIONS% -jar "%jar%" %*
exit /b %errorlevel%
