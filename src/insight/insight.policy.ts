import { roles } from '../staff/domain/roles.js';
import { policy } from '../staff/policy.js';

export const insightPolicy = {
  home: policy('insight.home', ...roles),
  today: policy('insight.today', 'admin', 'officer'),
  /** Read figures of diversion within one's reach. */
  diversion: policy('insight.diversion', 'admin', 'officer', 'chain-manager', 'counter'),
  /** Read the episodes behind them, with patients' names. */
  episodes: policy('insight.episodes', 'admin', 'officer', 'counter'),
};
