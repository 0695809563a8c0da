"""A client of socketcand's protocol that is not ours: python-can's own.

Usage: socketcand_peer.py PORT CHANNEL COUNT. Prints "ready", then COUNT received frames as JSON lines, then sends frames of its own.
"""
import json
import sys

import can

port, channel, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
bus = can.Bus(interface="socketcand", host="127.0.0.1", port=port, channel=channel)
print("ready", flush=True)

for _ in range(count):
    message = bus.recv(10)
    if message is None:
        sys.exit("nothing came within 10 s")
    print(json.dumps({"id": message.arbitration_id, "data": message.data.hex()}), flush=True)

bus.send(can.Message(arbitration_id=0x7FF, is_extended_id=False, data=[1, 2, 0xFF]))
bus.send(can.Message(arbitration_id=0x1FFFFFFF, is_extended_id=True, data=[]))
print("sent", flush=True)
sys.stdin.read()
