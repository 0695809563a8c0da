using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.IO;
using SenseAuto.Hw.Gpio;

namespace SenseAuto.Hw.Packages;

/// <summary>
/// Output lines through System.Device.Gpio, for boards whose driver that package brings. Does not own the controller.
/// </summary>
public sealed class DeviceGpioLines : IOutputLines, IDisposable
{
    private readonly GpioController _controller;
    private readonly int[] _pins;
    private readonly bool _isActiveLow;

    /// <param name="pins">The controller's own numbers; line i of this port is pins[i]. All start off.</param>
    public DeviceGpioLines(GpioController controller, IReadOnlyList<int> pins, bool isActiveLow)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(pins);
        _controller = controller;
        _pins = [.. pins];
        _isActiveLow = isActiveLow;
        foreach (int pin in _pins)
            controller.OpenPin(pin, PinMode.Output, Level(isOn: false));
    }

    public int Count => _pins.Length;

    public bool TrySet(int line, bool isOn)
    {
        if ((uint)line >= (uint)_pins.Length)
            return false;

        try
        {
            _controller.Write(_pins[line], Level(isOn));
            return true;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        foreach (int pin in _pins)
        {
            if (_controller.IsPinOpen(pin))
                _controller.ClosePin(pin);
        }
    }

    private PinValue Level(bool isOn) => isOn != _isActiveLow ? PinValue.High : PinValue.Low;
}
