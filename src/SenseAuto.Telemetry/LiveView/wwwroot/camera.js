// Vehicle frame (x forward, y left, z up; metres) to picture pixels. The same pinhole as CameraGeometry.cs.

export class Camera {
  constructor(geometry) {
    Object.assign(this, geometry);
    this.sinPitch = Math.sin(geometry.pitch);
    this.cosPitch = Math.cos(geometry.pitch);
    this.sinYaw = Math.sin(geometry.yaw);
    this.cosYaw = Math.cos(geometry.yaw);
    this.sinRoll = Math.sin(geometry.roll);
    this.cosRoll = Math.cos(geometry.roll);
  }

  /** [column, row], or null behind the camera. */
  project(x, y, z = 0) {
    const dx = x - this.x;
    const dy = y - this.y;
    const dz = z - this.z;
    const ahead = this.cosYaw * dx + this.sinYaw * dy;
    const right = -(this.cosYaw * dy - this.sinYaw * dx);
    const depth = this.cosPitch * ahead - this.sinPitch * dz;
    const down = -(this.sinPitch * ahead + this.cosPitch * dz);
    if (!(depth > 0.5)) {
      return null;
    }
    const u = this.cosRoll * right + this.sinRoll * down;
    const v = this.cosRoll * down - this.sinRoll * right;
    return [this.cx + (this.fx * u) / depth, this.cy + (this.fy * v) / depth];
  }
}
