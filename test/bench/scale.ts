/** How much is measured: enough to trust, or enough to see at a glance. */
export interface Scale {
  users: number;
  /** Requests a slice; at most one a user, because a code serves once. */
  requests: number;
  rounds: number;
  hotRequests: number;
  hotRounds: number;
  coldRequests: number;
  coldRounds: number;
  peerRequests: number;
  peerRounds: number;
  starts: number;
}

export const FULL: Scale = {
  users: 1000,
  requests: 1000,
  rounds: 7,
  hotRequests: 400,
  hotRounds: 5,
  coldRequests: 500,
  coldRounds: 5,
  peerRequests: 120,
  peerRounds: 7,
  starts: 25,
};

export const QUICK: Scale = {
  users: 400,
  requests: 400,
  rounds: 3,
  hotRequests: 200,
  hotRounds: 1,
  coldRequests: 300,
  coldRounds: 1,
  peerRequests: 50,
  peerRounds: 2,
  starts: 15,
};
