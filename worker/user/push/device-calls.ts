import type { ChangeVerification, Decide, JoinDevice, Subscription } from '../../../schema/api/push.ts';
import { UserObjectBase } from '../user-object-base.ts';
import type { Call } from '../user.ts';
import type { DeviceCall } from './push-devices.ts';

/** What push devices ask of a user's object; what decides is loaded when it is asked for. */
export abstract class DeviceCalls extends UserObjectBase {
  joinDevice(wish: JoinDevice) {
    return this.run(async () => (await import('./join-device.ts')).joinDevice(this.user, wish));
  }

  deviceState(device: DeviceCall) {
    return this.run(async () => (await import('./join-device.ts')).deviceState(this.user, device));
  }

  subscribeDevice(device: DeviceCall, subscription: Subscription) {
    return this.run(async () => {
      const { subscribeDevice } = await import('./push-devices.ts');
      return subscribeDevice(this.user, device, subscription);
    });
  }

  changeVerification(call: Call, device: DeviceCall, wish: ChangeVerification) {
    return this.run(async () => {
      const { changeVerification } = await import('./change-verification.ts');
      return changeVerification(this.user, call, device, wish);
    });
  }

  readPush(device: DeviceCall) {
    return this.run(async () => (await import('./decide-push.ts')).readPush(this.user, device));
  }

  decidePush(call: Call, device: DeviceCall, id: string, wish: Decide) {
    return this.run(async () => {
      const { decidePush } = await import('./decide-push.ts');
      return decidePush(this.user, call, device, id, wish);
    });
  }

  /** The app's open line: told of pushes at once. The object may sleep meanwhile (hibernation). */
  override async fetch(request: Request): Promise<Response> {
    const opened = await this.run(async () => {
      const { openSocket } = await import('./push-sockets.ts');
      return openSocket(this.user, this.ctx, request);
    });
    return opened.refused
      ? Response.json(opened.refused, { status: 403 })
      : new Response(null, { status: 101, webSocket: opened.ok! });
  }

  /** Decisions are signed requests of their own: what is said on the line is nothing that counts. */
  override webSocketMessage(socket: WebSocket): void {
    socket.close(1008, 'Nothing is asked here');
  }
}
