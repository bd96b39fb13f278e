# What a member is invited to, and what they hold.
layout-invited = Invited to me
layout-invited-waiting =
    { $n ->
        [one] invitation waits
       *[other] invitations wait
    }
invited-title = Invited to me
invited-about = What was sent to your addresses. You need no link here.
invited-part-open = Waiting for you
invited-part-running = Open to you
invited-part-ended = Ended
invited-by = { $inviter } invites you { $role }
invited-new = New
invited-until = Can be opened until { $at }
invited-stays-until = Stays open to you until { $at }
invited-ended = Ended on { $at }
invited-revoked = Was taken back
invited-used-up = Was used up
invited-open = Open
invited-go-on = Go on
invited-none = Nothing at the moment
invited-none-text = When somebody invites you to something by one of your addresses, it stands here.
invited-off = Invitations are switched off at the moment. What is open to you stays open.
invited-unproved = What was sent to { $email } does not stand here: it is not proved yet that the address is yours. Prove it in your account.
said-not-invited = That is not in your list, or not any more.
