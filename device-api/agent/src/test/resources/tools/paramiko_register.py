"""What many administrators' scripts look like: raw lines, abbreviations and sleeps. Arguments: port, token, enable secret."""

import sys
import time

import paramiko

port, token, secret = int(sys.argv[1]), sys.argv[2], sys.argv[3]
client = paramiko.SSHClient()
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
client.connect("127.0.0.1", port, "admin", "admin", look_for_keys=False, allow_agent=False)
shell = client.invoke_shell()


def say(line, wait=0.7):
    shell.send(line + "\n")
    time.sleep(wait)
    seen = ""
    while shell.recv_ready():
        seen += shell.recv(65535).decode()
    return seen


time.sleep(0.7)
say("en")
say(secret)
say("term len 0")
print(say("lic sm reg id " + token, 5))
print(say("sh lic sum"))
print(say("sh lic st | i Status:"))
print(say("conf t"))
print(say("ho scripted"))
print(say("end"))
print(say("wr"))
print(say("sh ver | i uptime"))
print(say("lic sm dereg", 4))
print(say("sh lic sum | sec Registration"))
client.close()
