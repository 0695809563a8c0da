"""Somebody else's CAN tools listening to SenseAuto: python-can receives over UDP multicast, canmatrix decodes by our DBC file.

Usage: can_client.py DBC GROUP PORT SECONDS. Prints "ready", then one JSON object: per message how many came and the last values.
"""
import json
import logging
import socket
import sys
import time

logging.disable(logging.CRITICAL)
import can  # noqa: E402
import canmatrix.formats  # noqa: E402

dbc, group, port, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
matrix = canmatrix.formats.loadp_flat(dbc)
bus = can.Bus(interface="udp_multicast", channel=group, port=port)
loopback = socket.inet_aton("127.0.0.1")
raw = bus._multicast._socket
raw.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, loopback)
raw.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + loopback)
print("ready", flush=True)

received = {}
end = time.monotonic() + seconds
while time.monotonic() < end:
    message = bus.recv(0.2)
    if message is not None:
        count = received.get(message.arbitration_id, (0, None))[0]
        received[message.arbitration_id] = (count + 1, bytes(message.data))

answer = {}
for identifier, (count, data) in received.items():
    frame = matrix.frame_by_id(canmatrix.ArbitrationId(identifier, extended=False))
    if frame is None:
        sys.exit(f"the DBC file has no message {identifier:#x}")
    values = {name: float(signal.phys_value) for name, signal in frame.decode(data).items()}
    answer[frame.name] = {"count": count, "values": values}
print(json.dumps(answer), flush=True)
bus.shutdown()
