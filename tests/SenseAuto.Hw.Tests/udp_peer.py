"""The other end of a CAN bus over UDP multicast: python-can itself, kept on the loopback interface.

Usage: udp_peer.py GROUP PORT COUNT. Prints "ready", then COUNT received frames as JSON lines, then sends frames of its own.
"""
import json
import socket
import sys

import can

group, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
bus = can.Bus(interface="udp_multicast", channel=group, port=port)

# python-can lets the routing table choose the interface; a test must not leave the machine.
loopback = socket.inet_aton("127.0.0.1")
raw = bus._multicast._socket
raw.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, loopback)
raw.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + loopback)
print("ready", flush=True)

for _ in range(count):
    message = bus.recv(10)
    if message is None:
        sys.exit("nothing came within 10 s")
    print(json.dumps({
        "id": message.arbitration_id, "extended": message.is_extended_id, "remote": message.is_remote_frame,
        "fd": message.is_fd, "brs": message.bitrate_switch, "dlc": message.dlc, "data": message.data.hex(),
    }), flush=True)

bus.send(can.Message(arbitration_id=0x7FF, is_extended_id=False, data=[1, 2, 3]))
bus.send(can.Message(arbitration_id=0x1FFFFFFF, is_extended_id=True, data=[]))
bus.send(can.Message(arbitration_id=0x123, is_extended_id=False, is_remote_frame=True, dlc=5))
bus.send(can.Message(arbitration_id=0x321, is_extended_id=False, is_fd=True, bitrate_switch=True, data=range(64)))
bus.shutdown()
