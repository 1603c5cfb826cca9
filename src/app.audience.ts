import type { Audience } from './database/act-listeners.js';

/**
 * What follows from what: of each act, the methods that must hear of it. The program compares it with what its rooms
 * say by `@Hears` when it starts, so that none of the two is lost unseen.
 */
export const audience: Audience = {
  // What the program checks or writes down at the end of each unit of work.
  done: ['Following.follow', 'ShelfWatch.lookAfter', 'SessionMails.mail'],
  last: ['AuditTrail.write'],
  // A mail to whoever it concerns.
  'proposal.made': ['ProposalMails.mail'],
  'staff.invited': ['PasswordMails.mail'],
  'staff.password-forgotten': ['PasswordMails.mail'],
  'recall.announced': ['RecallMails.mail'],
  'referral.passed-on': ['ReferralMails.referral', 'InboxMails.mail'],
  'referral.stranded': ['ReferralMails.referral'],
  'referral.not-arrived': ['ReferralMails.referral'],
  'referral.bureau-told': ['ReferralMails.referral'],
  'referral.sent': ['InboxMails.mail'],
  'referral.accepted': ['AnswerMails.mail'],
  'referral.declined': ['AnswerMails.mail'],
  'referral.closed': ['AnswerMails.mail'],
  'follow-up.handed-over': ['ReferralMails.handedOver'],
  'session.declined': ['OfficerMails.ofOne'],
  'session.late': ['OfficerMails.ofOne'],
  'session.absent': ['OfficerMails.ofOne'],
  'sessions.lost': ['OfficerMails.ofLost'],
  'visit.waits-long': ['WaitMails.mail'],
  'transfer.asked': ['TransferMails.mail'],
  'transfer.agreed': ['TransferMails.mail'],
  'transfer.declined': ['TransferMails.mail'],
  'transfer.cancelled': ['TransferMails.mail'],
  'transfer.sent': ['TransferMails.mail'],
  'transfer.received': ['TransferMails.mail'],
  // Mail that does not arrive.
  'mail.address-refused': ['AddressAlerts.refused'],
  'mail.address-cleared': ['AddressAlerts.cleared', 'Notices.tellAnew'],
  'mail.given-up': ['AddressAlerts.givenUp'],
  // A session that can't be any more is called off.
  'doctor.changed': ['Closures.ofDoctor'],
  'doctor.struck-off': ['Closures.ofDoctor', 'Following.leaveOut'],
  'outlet.changed': ['Closures.ofOutlet', 'Following.leaveOutlet'],
  'outlet.applied': ['ApprovalMails.mail'],
  'outlet.approved': ['ApprovalMails.mail'],
  'outlet.declined': ['ApprovalMails.mail'],
  'outlet.reopened': ['ApprovalMails.mail'],
  'outlet.suspended': ['ApprovalMails.mail', 'Closures.ofOutlet', 'Following.leaveOutlet'],
  'outlet.revoked': ['ApprovalMails.mail', 'Closures.ofOutlet', 'Following.leaveOutlet'],
  'outlet.hours-set': ['Closures.ofOutlet'],
  'outlet.exception-made': ['Closures.ofOutlet'],
  'outlet.exception-removed': ['Closures.ofOutlet'],
  // Sales count for whom they were made, by the number that they have now.
  'patient.changed': ['NumberedPatients.follow'],
  // A visit that sends its patient away has a referral.
  'visit.logged': ['CounterChannel.follow'],
  'visit.concluded': ['CounterChannel.follow'],
  'visit.corrected': ['CounterChannel.follow'],
  'visit.sent-on': ['CounterChannel.follow'],
  // What a shelf was asked for, and what a supplier still owes.
  'stock.received': ['Orders.received'],
  'stock.dispensed': ['DemandDays.handedOut'],
  'stock.reversed': ['DemandDays.takenBack', 'Orders.reversed'],
};
