"""Registers a switch with netmiko's cisco_ios driver and reads its status. Arguments: port, token, enable secret."""

import sys
import time

from netmiko import ConnectHandler

port, token, secret = int(sys.argv[1]), sys.argv[2], sys.argv[3]
switch = ConnectHandler(
    device_type="cisco_ios",
    host="127.0.0.1",
    port=port,
    username="admin",
    password="admin",
    secret=secret,
)
switch.enable()
print("PROMPT", switch.find_prompt())
print(switch.send_command("license smart register idtoken " + token))
for attempt in range(40):
    status = switch.send_command("show license status")
    if "Status: REGISTERED" in status and "Status: AUTHORIZED" in status:
        break
    time.sleep(0.5)
print(status)
print("ACCOUNT", switch.send_command("show license status | include Smart Account:").strip())
print(switch.send_command("show license summary"))
print(
    switch.send_config_set(
        [
            "ip host portal.example.com 127.0.0.1",
            "call-home",
            "contact-email-addr netmiko@example.com",
            "profile CiscoTAC-1",
            "active",
            "exit",
            "exit",
        ]
    )
)
print(switch.send_command("show running-config | include contact-email-addr|ip host"))
print("SAVED", switch.save_config())
print("LONG", len(switch.send_command("show license all").splitlines()))
switch.disconnect()
