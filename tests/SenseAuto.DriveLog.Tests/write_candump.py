"""Writes a candump log with python-can, so that the reader is tested against a foreign writer. usage: FILE"""
import sys

import can

with can.CanutilsLogWriter(sys.argv[1]) as log:
    log(can.Message(timestamp=1234.5, arbitration_id=0x123, is_extended_id=False, data=[1, 2, 3], channel="can0"))
    log(can.Message(timestamp=1234.6, arbitration_id=0x18FF1234, is_extended_id=True, data=bytes(8), channel="can1"))
    log(can.Message(timestamp=1234.7, arbitration_id=0x7FF, is_extended_id=False, is_remote_frame=True, channel="can0"))
    log(can.Message(timestamp=1234.8, arbitration_id=0x321, is_extended_id=False, is_fd=True, bitrate_switch=True,
                    data=bytes(range(48)), channel="can0"))
    log(can.Message(timestamp=1234.9, arbitration_id=0x124, is_extended_id=False, data=[], channel="can1", is_rx=False))
