@echo off
rem Installs the workbook. What this does stands in READ ME.txt.
set PYTHONHOME=
set PYTHONPATH=
if not exist "%~dp0program\install.py" goto zipped
if exist "%~dp0program\python.tar.gz" goto carried
py -@python@ -c "" >nul 2>nul && goto launched
python -c "" >nul 2>nul && goto named
echo The workbook needs Python @python@, which is not on this computer.
echo Install Python @python@ from your organisation or python.org, or ask for a bundle that brings its own.
goto end
:launched
py -@python@ -I -B "%~dp0program\install.py" %*
goto end
:named
python -I -B "%~dp0program\install.py" %*
goto end
:carried
set "own=%TEMP%\cjm-workbook-python"
rmdir /s /q "%own%" 2>nul
mkdir "%own%"
tar -xf "%~dp0program\python.tar.gz" -C "%own%"
"%own%\python\python.exe" -I -B "%~dp0program\install.py" %*
rmdir /s /q "%own%" 2>nul
goto end
:zipped
echo The folder "program" is not beside this file. Close this, right-click the zip file and choose "Extract All".
:end
pause
