import type { ReferralNews } from './referrals.service.js';

declare module '../database/act.js' {
  interface Acts {
    'referral.drafted': ReferralNews;
    'referral.opinion-asked': ReferralNews;
    'referral.advised': ReferralNews;
    'referral.sent': ReferralNews;
    'referral.accepted': ReferralNews;
    'referral.declined': ReferralNews;
    'referral.unanswered': ReferralNews;
    'referral.passed-on': ReferralNews;
    'referral.departed': ReferralNews;
    'referral.arrived': ReferralNews;
    'referral.not-arrived': ReferralNews;
    'referral.closed': ReferralNews;
    'referral.referred-onward': ReferralNews;
    'referral.cancelled': ReferralNews;
    'referral.stranded': ReferralNews;
    'referral.joined': null;
    'referral.ambulance-called': null;
    'referral.bureau-told': ReferralNews & { readonly reason: string };
  }
}
