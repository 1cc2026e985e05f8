using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Response;

namespace ChatOpsIncident.Specs.Detection;

public class RoomsRunShortSpecs
{
    [Fact]
    public void The_room_that_showed_it_says_so_in_the_words_of_its_chat()
    {
        var spec = Story.Responding();
        spec.When(new SayRoomsRunShort("There is room for twelve more.")).Then(new RoomsRunShort("There is room for twelve more."));
        spec.Says(new RoomsRunShort("There is room for twelve more.")).ShouldBe(["room: There is room for twelve more."]);
        new RoomsRunShort("x").Line.ToString().ShouldBe("rooms of this chat run short");
    }
}
