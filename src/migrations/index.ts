import { StaffSignInAndLeaveATrail1700000000001 } from './1700000000001-staff-sign-in-and-leave-a-trail.js';
import { OutletsBecomeConvenienceClinics1700000000002 } from './1700000000002-outlets-become-convenience-clinics.js';
import { DoctorsVisitOutlets1700000000003 } from './1700000000003-doctors-visit-outlets.js';
import { PatientsTakeMedicinesFromShelves1700000000004 } from './1700000000004-patients-take-medicines-from-shelves.js';
import { WarningsLeaveByMail1700000000005 } from './1700000000005-warnings-leave-by-mail.js';
import { FeverPatientsAreTriaged1700000000006 } from './1700000000006-fever-patients-are-triaged.js';
import { FacilitiesReportTheirRoom1700000000007 } from './1700000000007-facilities-report-their-room.js';
import { PatientsAreReferred1700000000008 } from './1700000000008-patients-are-referred.js';
import { DoctorsSayWhenTheyCan1700000000009 } from './1700000000009-doctors-say-when-they-can.js';
import { OutletsNeedDoctors1700000000010 } from './1700000000010-outlets-need-doctors.js';
import { RostersAreWeighed1700000000011 } from './1700000000011-rosters-are-weighed.js';
import { RostersAreDrafted1700000000012 } from './1700000000012-rosters-are-drafted.js';
import { RostersArePublished1700000000013 } from './1700000000013-rosters-are-published.js';
import { DoctorsCheckIn1700000000014 } from './1700000000014-doctors-check-in.js';
import { PacksAreOpenedAndLotsRecalled1700000000015 } from './1700000000015-packs-are-opened-and-lots-recalled.js';
import { ShelvesAreCountedAndShare1700000000016 } from './1700000000016-shelves-are-counted-and-share.js';
import { MedicinesAreGivenSafely1700000000017 } from './1700000000017-medicines-are-given-safely.js';
import { MailHasAHistory1700000000018 } from './1700000000018-mail-has-a-history.js';
import { TheCatalogueIsImported1700000000021 } from './1700000000021-the-catalogue-is-imported.js';
import { AlertsAreAnswered1700000000020 } from './1700000000020-alerts-are-answered.js';
import { GraveChangesNeedTwoPeople1795824000000 } from './1795824000000-grave-changes-need-two-people.js';
import { RoundsAreLeased1795827600000 } from './1795827600000-rounds-are-leased.js';
import { ActsAreInThePastTense1795831200000 } from './1795831200000-acts-are-in-the-past-tense.js';
import { NoticesOfAlertsCarryNoLetter1795838400000 } from './1795838400000-notices-of-alerts-carry-no-letter.js';
import { PeopleHoldSeveralPosts1795845600000 } from './1795845600000-people-hold-several-posts.js';
import { SupplyHasARoomOfItsOwn1795834800000 } from './1795834800000-supply-has-a-room-of-its-own.js';
import { ShelvesArePlanned1700000000019 } from './1700000000019-shelves-are-planned.js';
import { ImportsAreAppliedInBatches1795860000000 } from './1795860000000-imports-are-applied-in-batches.js';
import { DoctorsTakePatientsOnline1795881600000 } from './1795881600000-doctors-take-patients-online.js';
import { SafetyRulesComeInFiles1795903200000 } from './1795903200000-safety-rules-come-in-files.js';
import { WhereTheTemperatureWasTaken1795906800000 } from './1795906800000-where-the-temperature-was-taken.js';
import { NobodyWaitsUnseen1795910400000 } from './1795910400000-nobody-waits-unseen.js';
import { DoctorsPrescribe1795914000000 } from './1795914000000-doctors-prescribe.js';
import { DosesAsTold1795917600000 } from './1795917600000-doses-as-told.js';
import { ReferralsByTheMinute1795921200000 } from './1795921200000-referrals-by-the-minute.js';
import { AlertsEase1795924800000 } from './1795924800000-alerts-ease.js';
import { DeliveriesAreLookedAt1795932000000 } from './1795932000000-deliveries-are-looked-at.js';
import { PeopleAreFoundWhereTheyWere1795939200000 } from './1795939200000-people-are-found-where-they-were.js';
import { LotsAreOneHoweverWritten1795942800000 } from './1795942800000-lots-are-one-however-written.js';
import { TextsSortByTheirBytes1795935600000 } from './1795935600000-texts-sort-by-their-bytes.js';
import { FilesSayWhatTheyHold1795928400000 } from './1795928400000-files-say-what-they-hold.js';
import { IllnessesAreReported1795899600000 } from './1795899600000-illnesses-are-reported.js';
import { SomebodyIsMeasuredAgain1795896000000 } from './1795896000000-somebody-is-measured-again.js';
import { RulesAreTriedBeforeTheyJudge1795892400000 } from './1795892400000-rules-are-tried-before-they-judge.js';
import { SomebodyIsSentForMedicines1795888800000 } from './1795888800000-somebody-is-sent-for-medicines.js';
import { TheBureauKeepsWhatMayHarm1795885200000 } from './1795885200000-the-bureau-keeps-what-may-harm.js';
import { FacilitiesAreAskedToReport1795878000000 } from './1795878000000-facilities-are-asked-to-report.js';
import { ContactsGoOnUntilTheEnd1795874400000 } from './1795874400000-contacts-go-on-until-the-end.js';
import { PatientsSayWhatMayHarmThem1795870800000 } from './1795870800000-patients-say-what-may-harm-them.js';
import { PatientsSayWhatTheyComeWith1795867200000 } from './1795867200000-patients-say-what-they-come-with.js';
import { ImportsAreTakenBack1795863600000 } from './1795863600000-imports-are-taken-back.js';
import { BrowsersAreKnown1795950000000 } from './1795950000000-browsers-are-known.js';
import { PatientsRecordsArePutRight1795946400000 } from './1795946400000-patients-records-are-put-right.js';
import { BarcodesAreForgotten1795953600000 } from './1795953600000-barcodes-are-forgotten.js';
import { SuppliersCodesAreLearnt1795957200000 } from './1795957200000-suppliers-codes-are-learnt.js';
import { HoursAsTheyAre1795960800000 } from './1795960800000-hours-as-they-are.js';
import { WhatMayBeErasedIs1795964400000 } from './1795964400000-what-may-be-erased-is.js';
import { AlertsSaySinceWhen1795968000000 } from './1795968000000-alerts-say-since-when.js';
import { NeighboursKeepForAnHour1795971600000 } from './1795971600000-neighbours-keep-for-an-hour.js';

/** In the order in which they run. */
export const migrations = [
  StaffSignInAndLeaveATrail1700000000001,
  OutletsBecomeConvenienceClinics1700000000002,
  DoctorsVisitOutlets1700000000003,
  PatientsTakeMedicinesFromShelves1700000000004,
  WarningsLeaveByMail1700000000005,
  FeverPatientsAreTriaged1700000000006,
  FacilitiesReportTheirRoom1700000000007,
  PatientsAreReferred1700000000008,
  DoctorsSayWhenTheyCan1700000000009,
  OutletsNeedDoctors1700000000010,
  RostersAreWeighed1700000000011,
  RostersAreDrafted1700000000012,
  RostersArePublished1700000000013,
  DoctorsCheckIn1700000000014,
  PacksAreOpenedAndLotsRecalled1700000000015,
  ShelvesAreCountedAndShare1700000000016,
  MedicinesAreGivenSafely1700000000017,
  MailHasAHistory1700000000018,
  ShelvesArePlanned1700000000019,
  AlertsAreAnswered1700000000020,
  TheCatalogueIsImported1700000000021,
  GraveChangesNeedTwoPeople1795824000000,
  RoundsAreLeased1795827600000,
  ActsAreInThePastTense1795831200000,
  SupplyHasARoomOfItsOwn1795834800000,
  NoticesOfAlertsCarryNoLetter1795838400000,
  PeopleHoldSeveralPosts1795845600000,
  ImportsAreAppliedInBatches1795860000000,
  ImportsAreTakenBack1795863600000,
  PatientsSayWhatTheyComeWith1795867200000,
  PatientsSayWhatMayHarmThem1795870800000,
  ContactsGoOnUntilTheEnd1795874400000,
  FacilitiesAreAskedToReport1795878000000,
  DoctorsTakePatientsOnline1795881600000,
  TheBureauKeepsWhatMayHarm1795885200000,
  SomebodyIsSentForMedicines1795888800000,
  RulesAreTriedBeforeTheyJudge1795892400000,
  SomebodyIsMeasuredAgain1795896000000,
  IllnessesAreReported1795899600000,
  SafetyRulesComeInFiles1795903200000,
  WhereTheTemperatureWasTaken1795906800000,
  NobodyWaitsUnseen1795910400000,
  DoctorsPrescribe1795914000000,
  DosesAsTold1795917600000,
  ReferralsByTheMinute1795921200000,
  AlertsEase1795924800000,
  FilesSayWhatTheyHold1795928400000,
  DeliveriesAreLookedAt1795932000000,
  TextsSortByTheirBytes1795935600000,
  PeopleAreFoundWhereTheyWere1795939200000,
  LotsAreOneHoweverWritten1795942800000,
  PatientsRecordsArePutRight1795946400000,
  BrowsersAreKnown1795950000000,
  BarcodesAreForgotten1795953600000,
  SuppliersCodesAreLearnt1795957200000,
  HoursAsTheyAre1795960800000,
  WhatMayBeErasedIs1795964400000,
  AlertsSaySinceWhen1795968000000,
  NeighboursKeepForAnHour1795971600000,
];
